#!/usr/bin/env bash
# A directory that an engine can build an image from without any registry: this machine's JupyterLab, its Python, the libraries that
# they need and a shell, at the paths where they are here. Usage: image-context.sh JUPYTER_LAB DIRECTORY
set -eu -o pipefail
jupyter_lab=$1
context=$2
environment=$(dirname "$(dirname "$jupyter_lab")")
python=$(readlink -f "$environment/bin/python3")
prefix=$("$python" -c 'import sys; print(sys.base_prefix)')
root="$context/rootfs"
mkdir -p "$root"/{tmp,etc,work,home/jovyan,bin}

take() { (cd / && tar -cf - --exclude='*/test' --exclude='*/tests' --exclude='__pycache__' --exclude='*.a' "$@") | tar -xf - -C "$root"; }

# a Python of the distribution shares /usr with everything else
version=$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
take "${environment#/}" "${python#/}" "${prefix#/}/lib/$version"
[ -d /usr/lib/python3 ] && [ "$prefix" = /usr ] && take usr/lib/python3
for link in "$prefix/bin/python3" "$prefix/bin/$version"; do [ -e "$link" ] && take "${link#/}"; done

{
  echo "$python"
  echo /bin/sh
  echo /usr/bin/env
  find "$environment" "$prefix/lib/$version" -name '*.so*' -type f
} | xargs -n 50 ldd 2>/dev/null | grep -oE '/[^ :]+\.so[^ ]*' | sort -u | while read -r library; do
  mkdir -p "$root$(dirname "$library")"
  cp -Ln "$library" "$root$library" 2>/dev/null || true
done
cp -L /bin/sh "$root/bin/sh"
mkdir -p "$root/usr/bin" && cp -L /usr/bin/env "$root/usr/bin/env"
printf 'root:x:0:0:root:/root:/bin/sh\njovyan:x:1000:100::/home/jovyan:/bin/sh\n' >"$root/etc/passwd"
printf 'root:x:0:\nusers:x:100:\n' >"$root/etc/group"
chmod -R a+rX "$root"
chmod 1777 "$root/tmp"

cat >"$context/Dockerfile" <<EOF
FROM scratch
COPY rootfs /
ENV PATH=$environment/bin:/usr/bin:/bin LANG=C.UTF-8
USER jovyan
EXPOSE 8888
CMD ["jupyter", "lab"]
EOF
