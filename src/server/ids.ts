import { randomBytes } from 'node:crypto'

/** A random id of 20 letters and digits: about 103 bits, so that nobody guesses it and none comes twice. */
export function randomId(): string {
  const digits = BigInt(`0x${randomBytes(13).toString('hex')}`).toString(36)
  return digits.padStart(20, '0').slice(-20)
}
