# One image for all processes: `docker run … dist/programs/api.js` (the default), …/worker.js, …/gateway.js, or the
# command line, `bin/renku-sessions.js projections build`. The base has Node; git is added where it lacks it.
ARG BASE_IMAGE=node:22-bookworm-slim

FROM ${BASE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# behind a registry or a proxy of one's own: --secret id=npmrc,src=$HOME/.npmrc --secret id=ca,src=<its certificates>
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc --mount=type=secret,id=ca,target=/run/secrets/ca \
  if [ -e /run/secrets/ca ]; then export NODE_EXTRA_CA_CERTS=/run/secrets/ca; fi; npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM ${BASE_IMAGE}
# hadolint ignore=DL3008
RUN command -v git >/dev/null \
  || { apt-get update && apt-get install -y --no-install-recommends ca-certificates git && rm -rf /var/lib/apt/lists/*; }
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/bin ./bin
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist/programs ./dist/programs
COPY --from=build /app/dist/console ./dist/console
# `renku-sessions …`, and what clones repositories in pods: SESSION_CLONE_IMAGE
RUN ln -s /app/bin/renku-sessions.js /usr/local/bin/renku-sessions \
  && ln -s /app/bin/renku-sessions-clone.js /usr/local/bin/renku-sessions-clone
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 SESSIONS_PORT=3001 OPERATIONS_PORT=3010 DATA_DIR=/tmp/renku-sessions
# nothing is written but below /tmp: run it with --read-only --tmpfs /tmp
USER 1000:1000
EXPOSE 3000 3001 3010
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["node", "-e", "const ask = (port) => fetch(`http://127.0.0.1:${port}/healthz`).then(({ ok }) => ok || Promise.reject()); ask(process.env.PORT).catch(() => ask(process.env.OPERATIONS_PORT)).catch(() => process.exit(1))"]
ENTRYPOINT ["node"]
CMD ["dist/programs/api.js"]
