"""Reads payloads with Python's protobuf (its C core is upb) and says what came out.

usage: python wire-upb.py IMAGE < cases > results

IMAGE is an encoded FileDescriptorSet. Each line of the input is a JSON object: `type` (full name), `format` ("binary" or
"json") and `payload` (hex or text). Each line of the output is `{"value": ...}` or `{"error": "..."}`. A value is an object of
field number to content: integers, enums and bools as decimal text, floats as the hex of a big-endian double, strings and
bytes as hex, messages as objects, lists and maps as arrays (a map of entries with 1 and 2). Only fields that are set
are there. The package to install is protobuf==7.36.2.
"""

import json
import struct
import sys

from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory

FLOATS = (1, 2)


def main():
    pool = descriptor_pool.DescriptorPool()
    files = descriptor_pb2.FileDescriptorSet()
    with open(sys.argv[1], "rb") as image:
        files.ParseFromString(image.read())
    for file in files.file:
        pool.Add(file)
    for line in sys.stdin:
        case = json.loads(line)
        message = message_factory.GetMessageClass(pool.FindMessageTypeByName(case["type"]))()
        print(json.dumps(read(message, case, pool)))


def read(message, case, pool):
    try:
        if case["format"] == "binary":
            message.ParseFromString(bytes.fromhex(case["payload"]))
        else:
            json_format.Parse(case["payload"], message, ignore_unknown_fields=True, descriptor_pool=pool)
    except Exception as error:  # Each kind of bad payload has an exception type of its own.
        return {"error": f"{type(error).__name__}: {error}"}
    return {"value": dump(message)}


def dump(message):
    return {str(field.number): dump_field(field, value) for field, value in message.ListFields()}


def dump_field(field, value):
    if is_map(field):
        key, content = field.message_type.fields_by_number[1], field.message_type.fields_by_number[2]
        return [{"1": dump_element(key, k), "2": dump_element(content, value[k])} for k in value]
    if field.is_repeated:
        return [dump_element(field, element) for element in value]
    return dump_element(field, value)


def is_map(field):
    return field.message_type is not None and field.message_type.GetOptions().map_entry


def dump_element(field, value):
    if field.message_type is not None:
        return dump(value)
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, str):
        return value.encode("utf-8", "surrogateescape").hex()
    if field.type in FLOATS:
        return struct.pack(">d", value).hex()
    return str(int(value))


main()
