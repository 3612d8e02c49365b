#!/bin/sh
# Uploads every file of a folder as an image, by the calls that SiteDrop makes, with eight files at a
# time and the tools of any Linux: curl, dd, sha256sum, md5sum, sed. It remembers nothing.
#
#     bench/upload.sh http://127.0.0.1:8080 FOLDER
set -eu
SEGMENT=33554432

if [ "${TOKEN:-}" = "" ]; then
  TOKEN=$(curl -sSf "$1/oauth/token" -d grant_type=client_credentials \
    -d client_id=sandbox-client -d client_secret=sandbox-secret \
    | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
  export TOKEN API="$1"
  find "$2" -type f -print0 | xargs -0 -P 8 -n 1 "$0" one
  exit
fi

file=$2
name=$(basename "$file")
size=$(wc -c < "$file")
count=$(((size + SEGMENT - 1) / SEGMENT))

segment() {
  dd if="$file" bs="$SEGMENT" skip="$1" count=1 2> /dev/null
}
api() {
  curl -sSf -X "$1" "$API$2" -H "Authorization: Bearer $TOKEN" -H 'Procore-Company-Id: 1' \
    -H 'Content-Type: application/json' -d "$3"
}
# The values of a field in the order in which they come.
values() {
  grep -o "\"$1\":\"[^\"]*\"" | sed 's/^[^:]*:"//; s/"$//'
}

segments=
n=0
while [ "$n" -lt "$count" ]; do
  length=$((n < count - 1 ? SEGMENT : size - n * SEGMENT))
  sha256=$(segment "$n" | sha256sum | cut -d' ' -f1)
  md5=$(segment "$n" | md5sum | cut -d' ' -f1)
  segments="$segments,{\"size\":$length,\"sha256\":\"$sha256\",\"md5\":\"$md5\"}"
  n=$((n + 1))
done
created=$(api POST /rest/v1.1/projects/42/uploads "{\"response_filename\":\"$name\",
  \"response_content_type\":\"image/jpeg\",\"segments\":[${segments#,}]}")
uuid=$(echo "$created" | values uuid | head -1)

etags=
n=0
while [ "$n" -lt "$count" ]; do
  n=$((n + 1))
  etag=$(segment "$((n - 1))" | curl -sSf -X PUT --data-binary @- -D - -o /dev/null \
    -H 'Content-Type: application/octet-stream' -H 'Expect:' \
    -H "x-amz-content-sha256: $(echo "$created" | values x-amz-content-sha256 | sed -n "${n}p")" \
    -H "content-md5: $(echo "$created" | values content-md5 | sed -n "${n}p")" \
    "$(echo "$created" | values url | sed -n "${n}p")" \
    | sed -n 's/^[Ee][Tt]ag: "\(.*\)".*/\1/p')
  etags="$etags,{\"etag\":\"$etag\"}"
done
api PATCH "/rest/v1.1/projects/42/uploads/$uuid" "{\"segments\":[${etags#,}]}" > /dev/null
api POST '/rest/v1.0/images?project_id=42' "{\"upload\":{\"uuid\":\"$uuid\",\"image_name\":\"$name\"},
  \"image\":{\"log_date\":\"2026-05-06\"}}" > /dev/null
