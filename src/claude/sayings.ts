/**
 * What is said of hosts to people: why one can be used or not, what was found wrong, what to do. Each saying has a code, by which a
 * browser says it in its own language; here are its words in English, which programs and the terminal get. Browser-safe.
 */

/** In curly brackets stands what is filled in: a text, or another saying. */
export const SAYINGS = {
  // Why a host can be used, or cannot: without a capital and a full stop, for they stand inside of sentences.
  builtIn: 'it is built in',
  builtInAbout: 'Built in: a program that follows rules. No key, no network, no language model',
  nothingFound: 'no key and no AWS credentials were found',
  chosen: 'it was chosen in the settings',
  setUpHere: 'it was set up here',
  ofThisMachine: 'it was set up here, with the credentials of this machine',
  isSet: '{variable} is set',
  keyTyped: 'a key was typed into the settings',
  bedrockKeyTyped: 'a Bedrock API key was typed into the settings',
  awsKeysTyped: 'AWS keys were typed into the settings',
  serviceAccountTyped: 'the key of a service account was typed into the settings',
  tokenTyped: 'a token was typed into the settings',
  entraTyped: 'an Entra token was typed into the settings',
  awsProfile: 'the AWS profile "{profile}" has credentials',
  gcloud: 'gcloud is signed in on this machine',
  inRegion: '{because}, region {region}',
  inProject: '{because}, project {project}, region {region}',
  noAddress: 'it has no address',
  noKey: 'no key was found; set {variable} or type one into the settings',
  noWorkspace: 'no workspace id was found; set {variable}',
  noAws: 'no AWS credentials were found in the environment or in ~/.aws',
  noAwsProfile: 'no usable AWS credentials were found for AWS_PROFILE "{profile}"',
  noAwsRegion: 'AWS credentials were found, but no region: set AWS_REGION, for example to us-east-1',
  noProject: 'no project was found; set {variable}',
  noRegion: 'no region was found; set {variable}, for example to global',
  ownSecret: 'an address of your own needs a service account or a token of its own',
  noGoogle:
    'no Google credentials were found; run gcloud auth application-default login, or type the key of a service account',
  noResource: 'no resource was found; set {variable}',

  // What became of setting one up.
  toldAnswered: 'Accepted: {model} answered',
  toldServer: 'It answers, {models}',
  toldKey: 'Key accepted, {models}',
  oneModel: '1 model',
  manyModels: '{count} models',
  cannotBeUsed: '{host} cannot be used: {because}.',
  offersNone: '{host} cannot be used: it offers no model. Name one in its settings.',
  notOffered: '{host} does not offer the model "{model}" to us.',
  nothingToSetUp: 'The rehearsal model is built in; there is nothing to set up.',
  noSuchField: '{host} has no field "{field}".',
  nameExpected: 'Expected a name for this server, such as "Ollama".',
  typeAgain: 'The address has changed, so type "{field}" again: it was given for another one.',
  fieldExpected: '"{field}": expected {shape}.',

  // What a field is to look like.
  shapeKey: 'printable characters without spaces',
  shapeAddress: 'an address that begins with http:// or https://, without a name or password in it',
  shapeCapitals: 'capital letters and digits',
  shapeRegion: 'the name of a region, such as us-east-1',
  shapeProfile: 'the name of a profile',
  shapeWorkspace: 'the id of a workspace, such as wrkspc_01…',
  shapeProject: 'the id of a project, such as my-project-123',
  shapeServiceAccount: 'the whole JSON of a service account key',
  shapeResource: 'the name of a resource, without https:// and dots',
  shapeModels: 'at most 50 ids of models, with commas between',

  // What was looked at.
  whatSettings: 'What is set',
  whatField: '{field}',
  whatLine: 'Whether it can be reached',
  whatClocks: 'Whether the clocks agree',
  whatAccepts: 'Whether it accepts us',
  whatModel: 'The model',
  whatAnswers: 'Whether it answers',
  whatMemory: 'Whether memory works',
  whatHost: 'The host',

  // What was found.
  sentence: '{of}.',
  expected: 'Expected {shape}.',
  failed: '{message}',
  late: 'It did not answer in time.',
  gone: 'It is not there any more.',
  otherKind: 'It does not begin with sk-ant-, as keys of the Claude API do.',
  openLine: 'It begins with http://, so the key and all words travel unencrypted.',
  accepted: 'Accepted; it offers {models}.',
  retired: '{model} was retired.',
  retiredOn: '{model} was retired on {day}.',
  retires: '{model} will be retired soon.',
  retiresOn: '{model} will be retired on {day}.',
  noModel: 'It offers no model.',
  streamed: '{model} answered, and the answer came as a stream.',
  silent: '{model} answered without a word.',
  refusesExtras: 'It refuses the memory tool or context editing for this model: {why}',
  reached: '{name} answers.',
  clockAhead: "This machine's clock is {minutes} minutes ahead of the host's.",
  clockBehind: "This machine's clock is {minutes} minutes behind the host's.",
  noName: 'The name {name} was not found.',
  nobodyThere: 'Nothing listens at {name}.',
  notTrusted: 'The certificate of {name} is not trusted here ({code}).',
  notReached: '{name} could not be reached ({code}).',
  notReachedInTime: '{name} could not be reached in time.',

  // What to do about it.
  setItUp: 'Set it up in the settings, or in the environment.',
  copyAgain: 'Copy it once more, whole and without spaces, into the settings.',
  copyAgainOr: 'Copy it once more, whole and without spaces, into the settings or in {variable}.',
  seeKey: 'See whether it is the key of something else.',
  takeHttps: 'Use https:// unless the line between both machines is safe.',
  chooseInstead: 'Choose {model} instead.',
  chooseAnother: 'Choose another model.',
  loadModel: 'Load a model there, or name one in the settings of this host.',
  newerModel: 'Choose a newer model, or update the gateway or server that is in between.',
  tryOrChoose: 'Try again, or choose another model.',
  tryOrSee: 'Try again, or see whether it is busy.',
  setUpAgain: 'Set it up again.',
  mendKey: 'See whether the key or sign-in is still valid, and is one for this host.',
  mendRights: 'The account is known, and may not do this: give it the rights that this host needs.',
  mendModel:
    'Enable the model for this account and region, or choose another; see whether the address is right.',
  mendMoney: "Add credit or a way to pay in the host's console.",
  mendClock: "Set this machine's clock, for example by turning on network time.",
  mendLine: 'See whether this machine reaches the internet, and whether a proxy or firewall is in between.',
  mendTime: 'Nothing is wrong here. Wait a little and try again.',
  mendRequest: 'The host does not take what it is sent: see what is left out for hosts like it.',
  seeInternet: 'See whether this machine reaches the internet.',
  seeInternetAndRegion:
    'See whether this machine reaches the internet, and whether the region "{region}" is written right and has this service.',
  seeServer: 'See whether the server runs, and whether the port is right.',
  seeCertificate:
    'A proxy may stand in between: give Node its certificate with NODE_EXTRA_CA_CERTS. Or the address should begin with http://.',
  seeFirewall: 'See whether a firewall or proxy is in between.',
  seeFirewallAndRegion:
    'See whether a firewall or proxy is in between, and whether the region "{region}" is written right and has this service.',
} as const satisfies Readonly<Record<string, string>>

export type SayingCode = keyof typeof SAYINGS

export interface Saying {
  readonly code: SayingCode
  readonly values: Readonly<Record<string, string | Saying>>
}

export function saying(code: SayingCode, values: Saying['values'] = {}): Saying {
  return { code, values }
}

/** A number of models, which has a form of its own for one. */
export function models(count: number): Saying {
  return count === 1 ? saying('oneModel') : saying('manyModels', { count: count.toLocaleString('en') })
}

/** A saying in English. */
export function inWords(said: Saying): string {
  return filled(SAYINGS[said.code], said, inWords)
}

/** Fills in what stands in curly brackets, sayings by `say`; what is missing stays as it is. A sentence begins with a capital. */
export function filled(template: string, { code, values }: Saying, say: (inner: Saying) => string): string {
  const text = template.replaceAll(/\{(\w+)\}/g, (slot, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    return value === undefined ? slot : typeof value === 'string' ? value : say(value)
  })
  return code === 'sentence' ? text.charAt(0).toUpperCase() + text.slice(1) : text
}
