import type { Core } from './core.ts'
import { whyNot } from './erase.ts'
import { type ErasePreview, findPlaces } from './erase-places.ts'
import type { Erasing } from './erase-shelves.ts'
import { done, type Result } from './result.ts'

/** Looks for everything that an erasure would concern. */
export async function previewErasing(
  core: Core,
  { what }: { readonly what: Erasing },
): Promise<Result<ErasePreview>> {
  const why = whyNot(core, what)
  return why ? { ok: false, refusal: why } : done(await findPlaces(core, what))
}
