// An OpenID provider for the browser tests: oidc-provider, with people who need no password, and bad answers on demand.
//
//   node provider.js     prints "Listening at ADDRESS", waits for a line with the console's address, prints "Ready", and ends with its standard input
//
// POST /test/mode with one of the names below bends what the next token calls answer.
import http from 'node:http';
import readline from 'node:readline';
import { generateKeyPair, exportJWK, importJWK, decodeJwt, SignJWT } from 'jose';
import Provider, { errors } from 'oidc-provider';

const keyId = 'test-key';
const published = await exportJWK((await generateKeyPair('RS256', { extractable: true })).privateKey);
const other = await exportJWK((await generateKeyPair('RS256', { extractable: true })).privateKey);

const sessionId = 'a session of the tests';

// What each mode does to the claims of a right token; "key" signs with a key that only has the same name.
const modes = {
  good: (claims) => claims,
  issuer: (claims) => ({ ...claims, iss: 'https://login.fabrikam.test' }),
  audience: (claims) => ({ ...claims, aud: 'another-application' }),
  nonce: (claims) => ({ ...claims, nonce: 'another-nonce' }),
  expired: (claims) => ({ ...claims, iat: claims.iat - 7200, exp: claims.iat - 3600 }),
  key: (claims) => claims,
  replay: (claims) => claims,
  // Entra's groups overage: the groups are named, but not sent.
  overage: (claims) => ({ ...claims, _claim_names: { groups: 'src1' }, _claim_sources: { src1: { endpoint: 'https://graph.contoso.test/getMemberObjects' } } }),
  session: (claims) => ({ ...claims, sid: sessionId }),
};
let mode = 'good';

// Somebody's name is the app role, as the tests have no other use for names.
const people = (id) => ({
  sub: `sub-${id}`, name: `${id} of the tests`, preferred_username: `${id}@contoso.test`, email: `${id}@contoso.test`, roles: id === 'nobody' ? [] : [`HybridAdmin.${id}`],
});

const server = http.createServer();
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const issuer = `http://127.0.0.1:${server.address().port}`;
console.log(`Listening at ${issuer}`);
const lines = readline.createInterface({ input: process.stdin });
lines.on('close', () => process.exit(0));
const consoleAddress = await new Promise((told) => lines.once('line', told));

const page = (title, body) => `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,"></head><body><h1>${title}</h1>${body}</body></html>`;

const provider = new Provider(issuer, {
  clients: [{
    client_id: 'console', client_secret: 'a secret for tests', grant_types: ['authorization_code'], response_types: ['code'],
    redirect_uris: [`${consoleAddress}/sign-in/answer`], post_logout_redirect_uris: [`${consoleAddress}/sign-in`],
  }],
  jwks: { keys: [{ ...published, kid: keyId, alg: 'RS256', use: 'sig' }] },
  cookies: { keys: ['a key for tests'] },
  claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'roles'], email: ['email'] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  findAccount: (ctx, id) => ({ accountId: id, claims: () => people(id.replace(/^sub-/, '')) }),
  renderError: (ctx, out) => { ctx.body = page(out.error, out.error_description ?? ''); },
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope('openid profile email');
    await grant.save();
    return grant;
  },
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => { ctx.body = page('Sign out of the provider?', `${form}<button type="submit" form="op.logoutForm" name="logout" value="yes">Yes, sign out</button>`); },
      postLogoutSuccessSource: (ctx) => { ctx.body = page('Signed out of the provider', ''); },
    },
  },
});

const body = async (request) => {
  let text = '';
  for await (const part of request) text += part;
  return text;
};

// Bends a right answer of the token endpoint. "replay" has given the code to somebody before.
const bend = async (request, response) => {
  const form = await body(request);
  const send = () => fetch(`${issuer}/token`, { method: 'POST', body: form, headers: { 'content-type': request.headers['content-type'], authorization: request.headers.authorization ?? '', 'x-straight': 'yes' } });
  if (mode === 'replay') await send();
  const answer = await send();
  const json = await answer.json();
  if (answer.ok && mode !== 'replay') {
    const key = await importJWK(mode === 'key' ? other : published, 'RS256');
    json.id_token = await new SignJWT(modes[mode](decodeJwt(json.id_token))).setProtectedHeader({ alg: 'RS256', kid: keyId }).sign(key);
  }
  response.writeHead(answer.status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(json));
};

const handle = async (request, response) => {
  const { pathname } = new URL(request.url, issuer);
  if (pathname === '/test/mode') {
    const wanted = await body(request);
    if (!(wanted in modes)) return response.writeHead(400).end();
    mode = wanted;
    return response.writeHead(204).end();
  }
  // Front-channel sign-out: oidc-provider does not offer it, so this page does what such a provider's would.
  if (pathname === '/test/sign-out') {
    const frame = `${consoleAddress}/sign-out/provider?${new URLSearchParams({ iss: issuer, sid: sessionId })}`;
    return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page('Signed out everywhere', `<iframe title="Console" src="${frame.replaceAll('&', '&amp;')}"></iframe>`));
  }
  if (pathname === '/token' && mode !== 'good' && !request.headers['x-straight']) return bend(request, response);
  if (!pathname.startsWith('/interaction/')) return provider.callback()(request, response);
  const { prompt } = await provider.interactionDetails(request, response);
  if (request.method === 'GET') {
    const form = `<p>${prompt.name}</p><form method="post"><label>Name <input name="login" required></label> <button name="do" value="in">Sign in</button> <button name="do" value="cancel" formnovalidate>Cancel</button></form>`;
    return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page('Who are you?', form));
  }
  const form = new URLSearchParams(await body(request));
  const result = form.get('do') === 'cancel' ? { error: 'access_denied', error_description: 'Somebody pressed Cancel' } : { login: { accountId: `sub-${form.get('login')}` } };
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
};

server.on('request', (request, response) => handle(request, response).catch((error) => {
  console.error(error instanceof errors.OIDCProviderError ? error.error_description : error);
  if (!response.headersSent) response.writeHead(500);
  response.end();
}));
provider.on('server_error', (ctx, error) => console.error(error));
console.log('Ready');
