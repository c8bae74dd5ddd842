import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { noteTold } from '../language/told.ts'
import { Field } from './field.tsx'

describe('what is wrong with a field', () => {
  it('is marked as English in the server’s words, and not in our own after them', () => {
    noteTold('It was changed by Sam.')
    const html = renderToStaticMarkup(
      <Field label="Name" problem="It was changed by Sam." next="Drück noch einmal.">
        {() => null}
      </Field>,
    )
    expect(html).toContain('<span lang="en">It was changed by Sam.</span> Drück noch einmal.</p>')
  })
})
