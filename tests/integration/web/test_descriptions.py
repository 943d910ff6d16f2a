"""What the two OpenAPI documents show to who writes a program."""

import pytest


def shows(document, schema):
    """Whether an example of it can be put together: its own, or one of each of its parts."""
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if {"example", "examples", "default", "const", "enum"} & set(schema):
        return True
    if "anyOf" in schema:
        return any(shows(document, one) for one in schema["anyOf"])
    if "items" in schema:
        return shows(document, schema["items"])
    parts = schema.get("properties", {}).values()
    return bool(parts) and all(shows(document, one) for one in parts)


def media(document):
    """Every body and every answer, by what it belongs to."""
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            answers = {"body": operation.get("requestBody", {}), **operation["responses"]}
            for status, answer in answers.items():
                for kind, content in answer.get("content", {}).items():
                    yield f"{method} {path} {status} {kind}", content
            for one in operation.get("parameters", []):
                yield f"{method} {path} ?{one['name']}", one


@pytest.mark.parametrize("door", ["", "/api"])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_each_body_and_answer_has_an_example(api, door):
    """The pages' document and the admin API's: bodies, answers, parameters; and no answer that cannot come."""
    document = api.get(f"{door}/openapi.json").json()
    found = dict(media(document))
    assert len(found) > 40
    bare = [
        what
        for what, content in found.items()
        if not {"example", "examples"} & set(content) and not shows(document, content.get("schema", {}))
    ]
    assert bare == []
    assert "HTTPValidationError" not in document["components"]["schemas"]
