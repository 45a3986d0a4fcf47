# syntax=docker/dockerfile:1
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TARGETARCH
WORKDIR /source

# The project files first: the packages are restored anew only when one of these changes.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY WebhookStudio.Domain/WebhookStudio.Domain.csproj WebhookStudio.Domain/
COPY WebhookStudio/WebhookStudio.csproj WebhookStudio/
RUN dotnet restore WebhookStudio/WebhookStudio.csproj --arch "$TARGETARCH" -p:PublishReadyToRun=true

COPY .editorconfig BannedSymbols.txt ./
COPY WebhookStudio.Domain WebhookStudio.Domain
COPY WebhookStudio WebhookStudio
RUN dotnet publish WebhookStudio/WebhookStudio.csproj -c Release --no-restore --arch "$TARGETARCH" --self-contained false -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .

# /data holds everything that must outlive the container: the database, uploaded files, keys.
RUN mkdir /data && chown "$APP_UID" /data
VOLUME /data
ENV WebhookStudio__DataDirectory=/data \
    ASPNETCORE_URLS=http://0.0.0.0:5080
EXPOSE 5080
USER $APP_UID
ENTRYPOINT ["dotnet", "WebhookStudio.dll"]
