"""Makes an OCI image from scratch: the binary and a CA bundle, nothing else.

    make-image.py BINARY VERSION TAR

The archive is an OCI image layout (image-spec 1.0) and also what `docker load` of older versions takes (manifest.json).
"""

import gzip
import hashlib
import io
import json
import os
import sys
import tarfile
import time

CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
EPOCH = int(os.environ["SOURCE_DATE_EPOCH"])


def add(archive, name, content, mode=0o644):
    """Adds a file, owned by root, of the commit's time."""
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode, entry.mtime = len(content), mode, EPOCH
    archive.addfile(entry, io.BytesIO(content))


def archive_of(files):
    """Returns the bytes of a tar archive of (name, content, mode), with the directories above them."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        made = set()
        for name, content, mode in files:
            parts = name.split("/")[:-1]
            for depth in range(1, len(parts) + 1):
                directory = "/".join(parts[:depth])
                if directory not in made:
                    made.add(directory)
                    entry = tarfile.TarInfo(directory)
                    entry.type, entry.mode, entry.mtime = tarfile.DIRTYPE, 0o755, EPOCH
                    archive.addfile(entry)
            add(archive, name, content, mode)
    return buffer.getvalue()


def digest(content):
    return hashlib.sha256(content).hexdigest()


def main(binary, version, target):
    with open(binary, "rb") as file:
        program = file.read()
    with open(CERTIFICATES, "rb") as file:
        certificates = file.read()
    layer = archive_of([("bulltop", program, 0o755), (CERTIFICATES[1:], certificates, 0o644)])
    packed = gzip.compress(layer, 9, mtime=0)
    created = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(EPOCH))
    config = json.dumps(
        {
            "created": created,
            "architecture": "amd64",
            "os": "linux",
            "config": {
                "Entrypoint": ["/bulltop"],
                "Env": ["PATH=/", "LANG=C.UTF-8", "TERM=xterm-256color"],
                "Labels": {"org.opencontainers.image.title": "bulltop", "org.opencontainers.image.version": version},
            },
            "rootfs": {"type": "layers", "diff_ids": ["sha256:" + digest(layer)]},
            "history": [{"created": created, "created_by": "make dist"}],
        },
        sort_keys=True,
    ).encode()

    def described(content, kind):
        return {"mediaType": kind, "digest": "sha256:" + digest(content), "size": len(content)}

    manifest = json.dumps(
        {
            "schemaVersion": 2,
            "mediaType": "application/vnd.oci.image.manifest.v1+json",
            "config": described(config, "application/vnd.oci.image.config.v1+json"),
            "layers": [described(packed, "application/vnd.oci.image.layer.v1.tar+gzip")],
        },
        sort_keys=True,
    ).encode()
    entry = described(manifest, "application/vnd.oci.image.manifest.v1+json")
    entry["annotations"] = {"org.opencontainers.image.ref.name": version}
    index = json.dumps({"schemaVersion": 2, "manifests": [entry]}, sort_keys=True).encode()
    legacy = [
        {
            "Config": "blobs/sha256/" + digest(config),
            "RepoTags": ["bulltop:" + version],
            "Layers": ["blobs/sha256/" + digest(packed)],
        }
    ]
    files = [("oci-layout", b'{"imageLayoutVersion": "1.0.0"}', 0o644), ("index.json", index, 0o644)]
    files += [("blobs/sha256/" + digest(blob), blob, 0o644) for blob in (config, manifest, packed)]
    files += [("manifest.json", json.dumps(legacy, sort_keys=True).encode(), 0o644)]
    with open(target, "wb") as file:
        file.write(archive_of(files))


main(*sys.argv[1:])
