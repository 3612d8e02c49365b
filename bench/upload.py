#!/usr/bin/env python3
"""Uploads every file of a folder as an image, by the calls that SiteDrop makes, with 8 threads.

The yardstick of the benchmark: it keeps its connections open, hashes each file once, and remembers
nothing. What fails is lost.

    python3 bench/upload.py http://127.0.0.1:8080 FOLDER
"""
import hashlib
import http.client
import json
import os
import queue
import sys
import threading
import urllib.parse

PROJECT = 42
SEGMENT = 32 << 20
BUFFER = 128 << 10
THREADS = 8


class Connection:
    """One connection to each host, opened when it is needed."""

    def __init__(self):
        self.open = {}

    def call(self, method, url, headers, body):
        parts = urllib.parse.urlsplit(url)
        if parts.netloc not in self.open:
            self.open[parts.netloc] = http.client.HTTPConnection(parts.netloc, timeout=120)
        connection = self.open[parts.netloc]
        target = url[url.index(parts.netloc) + len(parts.netloc):]
        connection.request(method, target, body, headers)
        answer = connection.getresponse()
        content = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {target}: {answer.status} {content[:300]}")
        return answer, content


def token(api):
    form = urllib.parse.urlencode({
        "grant_type": "client_credentials",
        "client_id": "sandbox-client",
        "client_secret": "sandbox-secret"})
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    _, content = Connection().call("POST", api + "/oauth/token", headers, form)
    return json.loads(content)["access_token"]


def segments(path):
    """Size and digests of each segment, read through a small buffer."""
    with open(path, "rb") as file:
        left = os.path.getsize(path)
        while left > 0:
            size = min(SEGMENT, left)
            sha256, md5, todo = hashlib.sha256(), hashlib.md5(), size
            while todo > 0:
                run = file.read(min(BUFFER, todo))
                sha256.update(run)
                md5.update(run)
                todo -= len(run)
            yield {"size": size, "sha256": sha256.hexdigest(), "md5": md5.hexdigest()}
            left -= size


class Region:
    """A part of a file that http.client can send."""

    def __init__(self, file, size):
        self.file, self.left = file, size

    def read(self, size):
        run = self.file.read(min(BUFFER, self.left))
        self.left -= len(run)
        return run


def upload(api, bearer, connection, path):
    name = os.path.basename(path)
    headers = {
        "Authorization": "Bearer " + bearer,
        "Procore-Company-Id": "1",
        "Content-Type": "application/json"}

    def call(method, target, body):
        _, content = connection.call(method, api + target, headers, json.dumps(body))
        return json.loads(content)

    created = call("POST", f"/rest/v1.1/projects/{PROJECT}/uploads", {
        "response_filename": name,
        "response_content_type": "image/jpeg",
        "segments": list(segments(path))})
    etags = []
    with open(path, "rb") as file:
        for segment in created["segments"]:
            answer, _ = connection.call(
                "PUT",
                segment["url"],
                {**segment["headers"], "Content-Type": "application/octet-stream"},
                Region(file, int(segment["size"])))
            etags.append({"etag": answer.getheader("ETag").strip('"')})
    call("PATCH", f"/rest/v1.1/projects/{PROJECT}/uploads/{created['uuid']}", {"segments": etags})
    call("POST", f"/rest/v1.0/images?project_id={PROJECT}", {
        "upload": {"uuid": created["uuid"], "image_name": name},
        "image": {"log_date": "2026-05-06"}})


def main():
    api, folder = sys.argv[1], sys.argv[2]
    bearer = token(api)
    todo = queue.SimpleQueue()
    for name in os.listdir(folder):
        todo.put(os.path.join(folder, name))
    failures = []

    def work():
        connection = Connection()
        try:
            while True:
                upload(api, bearer, connection, todo.get_nowait())
        except queue.Empty:
            return
        except Exception as failure:
            failures.append(failure)

    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        sys.exit(f"{len(failures)} threads failed: {failures[0]}")


if __name__ == "__main__":
    main()
