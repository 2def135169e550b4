# syntax=docker/dockerfile:1
FROM maven:3-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 mvn -B --no-transfer-progress -DskipTests package \
 && mkdir /out && tar -xzf distribution/target/lanista-*.tar.gz -C /out --strip-components=1

FROM eclipse-temurin:17-jre
RUN groupadd --system --gid 10001 lanista \
 && useradd --system --uid 10001 --gid lanista --home-dir /opt/lanista --shell /usr/sbin/nologin lanista \
 && install -d -o lanista -g lanista -m 0700 /data /var/cache/lanista
COPY --from=build /out /opt/lanista
# In a container the network decides who reaches the port.
ENV LANISTA_SERVER_HOST=0.0.0.0 \
    LANISTA_SERVER_PORT=8000 \
    LANISTA_DATA_DIR=/data \
    LANISTA_CACHE=/var/cache/lanista
USER lanista
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
# bash opens the connection itself: the image holds neither curl nor wget for certain.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$LANISTA_SERVER_PORT && printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["/opt/lanista/bin/lanista"]
CMD ["run"]
