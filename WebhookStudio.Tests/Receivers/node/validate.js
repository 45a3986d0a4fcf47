// Reads a JSON schema and documents from the standard input, and says of each document what the schema has against it.
import Ajv from 'ajv/dist/2020.js';

let input = '';
for await (const piece of process.stdin.setEncoding('utf8')) input += piece;

const { schema, documents } = JSON.parse(input);
const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true, formats: { 'date-time': value => !Number.isNaN(Date.parse(value)) } });
const validate = ajv.compile(schema);

console.log(JSON.stringify(documents.map(document => validate(document) ? '' : ajv.errorsText(validate.errors))));
