#!/usr/bin/env bash
# Keycloak from Maven Central, built once for development use: install.sh DIRECTORY; prints nothing when it is there already.
set -eu
directory=$1
version=26.7.3
[ -e "$directory/ready" ] && exit 0
rm -rf "$directory" && mkdir -p "$directory"
cd "$directory"
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy \
  -Dartifact=org.keycloak:keycloak-quarkus-dist:$version:zip -DoutputDirectory=. >mvn.log 2>&1 || { cat mvn.log; exit 1; }
python3 -m zipfile -e "keycloak-quarkus-dist-$version.zip" .
rm "keycloak-quarkus-dist-$version.zip"
mv "keycloak-$version" keycloak
chmod +x keycloak/bin/kc.sh
JAVA_OPTS_APPEND=-XX:TieredStopAtLevel=1 keycloak/bin/kc.sh build --db=dev-file --health-enabled=true \
  --features-disabled=impersonation >build.log 2>&1 || { cat build.log; exit 1; }
touch ready
