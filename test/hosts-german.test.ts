/** What the server says of hosts, in the languages of the interface: nothing is left to be said in English. */
import { describe, expect, it } from 'vitest'
import { FORMS } from '../src/claude/forms.ts'
import { filled, inWords, SAYINGS, type SayingCode, saying } from '../src/claude/sayings.ts'
import { hostsForms } from '../src/web/language/de/hosts-forms.ts'
import { hostsSaid } from '../src/web/language/de/hosts-said.ts'

const CODES = Object.keys(SAYINGS) as SayingCode[]
const slotsOf = (template: string) => [...template.matchAll(/\{\w+\}/g)].map(([slot]) => slot).toSorted()

describe('the settings of hosts in German', () => {
  it('have words for every form and every field, and a help wherever the server has one', () => {
    for (const { kind, fields } of FORMS) {
      const german = hostsForms[kind]
      expect(german?.about, kind).toBeTruthy()
      expect(Object.keys(german?.fields ?? {}).toSorted(), kind).toEqual(
        fields.map(({ name }) => name).toSorted(),
      )
      for (const { name, help } of fields) {
        expect(german?.fields[name]?.label, `${kind} ${name}`).toBeTruthy()
        expect(Boolean(german?.fields[name]?.help), `${kind} ${name}`).toBe(help !== '')
      }
    }
  })

  it('do not say a second time, in either language, what an empty field means', () => {
    // Where a variable of the environment takes its place, the form says so below every help.
    const twice = FORMS.flatMap(({ kind, fields }) =>
      fields.flatMap(({ name, help, variable }) => {
        const both = `${help} ${hostsForms[kind]?.fields[name]?.help}`
        return variable !== null && /\b(?:Empty|Leer):/.test(both) ? `${kind} ${name}: ${both}` : []
      }),
    )
    expect(twice).toEqual([])
  })

  it('have words for every reason and finding, with the same things filled in', () => {
    expect(Object.keys(hostsSaid).toSorted()).toEqual(CODES.toSorted())
    for (const code of CODES) {
      // How something failed is told by its kind, and the host's own words stand beside it.
      const slots = code === 'failed' ? ['{title}'] : slotsOf(SAYINGS[code])
      expect(slotsOf(hostsSaid[code]), code).toEqual(slots)
    }
  })

  it('say nothing in the very words of the server', () => {
    const same = CODES.filter((code) => /[a-z]{3}/.test(SAYINGS[code].replaceAll(/\{\w+\}/g, '')))
    for (const code of same) expect(hostsSaid[code], code).not.toBe(SAYINGS[code])
  })
})

describe('a saying', () => {
  it('is filled in with texts and other sayings, and begins with a capital as a sentence', () => {
    const because = saying('inRegion', { because: saying('keyTyped'), region: 'us-east-1' })
    expect(inWords(saying('sentence', { of: because }))).toBe(
      'A key was typed into the settings, region us-east-1.',
    )
    expect(filled('{a} and {b}', saying('late', { a: '{b}' }), inWords)).toBe('{b} and {b}')
  })
})
