"""Validates RO-Crates with roc-validator, offline: `python validate.py DIRECTORY…`. Ends with 1 where one is not as RO-Crate 1.1 requires."""

import sys
import tempfile
from importlib.metadata import files
from io import BytesIO
from pathlib import Path

from requests.adapters import HTTPAdapter
from requests_cache import CachedSession
from rocrate_validator import services
from rocrate_validator.models import Severity, ValidationSettings
from urllib3 import HTTPResponse

CONTEXT = 'https://w3id.org/ro/crate/1.1/context'


class ContextFile(HTTPAdapter):
    """Answers with the context of RO-Crate 1.1, which the package rocrate has as a file."""

    def send(self, request, *_, **__):
        [context] = [file for file in files('rocrate') or [] if file.name == 'ro-crate.jsonld']
        body = BytesIO(context.locate().read_bytes())
        headers = {'Content-Type': 'application/ld+json'}
        return self.build_response(request, HTTPResponse(body, headers, status=200, preload_content=False))


def cache_with_context(directory: Path) -> Path:
    """All that the validator is given of the network."""
    path = directory / 'http'
    session = CachedSession(str(path), backend='sqlite', expire_after=-1)
    session.mount(CONTEXT, ContextFile())
    session.get(CONTEXT)
    return path


def complaints(crate: Path, cache: Path) -> list[str]:
    settings = ValidationSettings(
        rocrate_uri=str(crate),
        metadata_only=True,
        requirement_severity=Severity.REQUIRED,
        profile_identifier='ro-crate-1.1',
        offline=True,
        cache_path=str(cache),
    )
    return [f'{issue.check.identifier}: {issue.message}' for issue in services.validate(settings).get_issues()]


with tempfile.TemporaryDirectory() as directory:
    cache = cache_with_context(Path(directory))
    found = [complaint for file in sys.argv[1:] for complaint in complaints(Path(file), cache)]
print('\n'.join(found))
sys.exit(1 if found else 0)
