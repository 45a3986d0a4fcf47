// Reads requests with their secrets from the standard input, and says of each whether the library finds it genuine.
import { verify } from '@octokit/webhooks-methods';
import { Webhook } from 'standardwebhooks';

const checks = {
  standardwebhooks: ({ secret, headers, body }) => {
    // A text that is a key itself is given as its UTF-8 bytes: of a string the library takes the low byte of each character.
    const receiver = secret.startsWith('whsec_') ? new Webhook(secret) : new Webhook(Buffer.from(secret), { format: 'raw' });
    receiver.verify(body, headers);
    return true;
  },
  octokit: ({ secret, headers, body }) => verify(secret, body, headers['x-hub-signature-256']),
};

let input = '';
for await (const piece of process.stdin.setEncoding('utf8')) input += piece;

const answers = [];
for (const { library, ...request } of JSON.parse(input)) {
  const body = Buffer.from(request.body, 'base64').toString('utf8');
  try {
    answers.push(String(await checks[library]({ ...request, body })));
  } catch (refusal) {
    answers.push(refusal.message);
  }
}

console.log(JSON.stringify(answers));
