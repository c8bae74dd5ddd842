/** Amazon Bedrock's InvokeModelWithResponseStream: AWS's event stream, its signature and the names of its exceptions. */
import { chunk, framed } from '../../src/claude/event-stream-for-tests.ts'
import { type Answer, refuses } from '../../src/claude/server-for-tests.ts'
import { type HostRules, isRecord, wrongWith } from './rules.ts'
import { betasOf, type Dialect, pathOf } from './server.ts'
import { type AwsKey, wrongAwsSignature } from './signature.ts'

/** No marks at the top, no field for live tool input, and a list of flags of its own. */
const INVOKE_MODEL: HostRules = {
  betas: new Set([
    'context-management-2025-06-27',
    'compact-2026-01-12',
    'fine-grained-tool-streaming-2025-05-14',
    'interleaved-thinking-2025-05-14',
    'context-1m-2025-08-07',
    'effort-2025-11-24',
    'tool-search-tool-2025-10-19',
    'tool-examples-2025-10-29',
  ]),
  automaticCaching: false,
  diagnostics: false,
  eagerField: false,
}

/** `enabled`: model ids that the account may use; without it, all. */
export function bedrockRuntime(key: AwsKey, enabled?: readonly string[]): Dialect {
  return {
    asksForReply: (asked) => /^\/model\/[^/]+\/invoke-with-response-stream$/.test(pathOf(asked)),
    refusal(asked) {
      const model = decodeURIComponent(pathOf(asked).split('/')[2] ?? '')
      const wrong = wrongAwsSignature(asked, key, 'bedrock')
      if (wrong) {
        const name = wrong.startsWith('The security token')
          ? 'UnrecognizedClientException'
          : 'InvalidSignatureException'
        return awsError(403, name, wrong)
      }
      if (/^anthropic\./.test(model))
        return awsError(
          400,
          'ValidationException',
          `Invocation of model ID ${model} with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.`,
        )
      if (enabled && !enabled.includes(model))
        return awsError(
          403,
          'AccessDeniedException',
          "You don't have access to the model with the specified model ID.",
        )
      const problem = wrongBody(asked.body, betasOf(asked), model)
      return problem === null ? null : awsError(400, 'ValidationException', problem)
    },
    streams: (events) => framed(events.map(chunk)),
  }
}

function wrongBody(body: unknown, betas: readonly string[], model: string): string | null {
  if (!isRecord(body)) return 'Malformed input request, please reformat your input and try again.'
  if (typeof body.anthropic_version !== 'string') return 'anthropic_version: Field required'
  const { anthropic_version: _, anthropic_beta: __, ...rest } = body
  if ('model' in rest || 'stream' in rest) return 'model: Extra inputs are not permitted'
  if (betas.some((beta) => !INVOKE_MODEL.betas.has(beta))) return 'invalid beta flag'
  return wrongWith({ ...rest, model }, betas, INVOKE_MODEL)
}

/** An error as the service's front writes it: the name in a header, the words in the body. */
export function awsError(status: number, name: string, message: string): Answer {
  return refuses(
    status,
    { message },
    { 'x-amzn-errortype': `${name}:http://internal.amazon.com/coral/`, 'x-amzn-requestid': 'aws-1' },
  )
}
