import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { noteTold } from '../language/told.ts'
import { ToldProblem } from './told-problem.tsx'

it("marks the server's words as English, and no others", () => {
  noteTold('There is no such document.')
  expect(renderToStaticMarkup(<ToldProblem text="There is no such document." />)).toBe(
    '<p class="text-plain text-bad"><span lang="en">There is no such document.</span></p>',
  )
  expect(renderToStaticMarkup(<ToldProblem text="Das gibt es nicht." />)).not.toContain('lang=')
})

it('is read out at once where it follows what somebody did, and stands where it is told to', () => {
  const html = renderToStaticMarkup(<ToldProblem text="No." alert look="boxed" className="mb-4" />)
  expect(html).toBe('<p role="alert" class="rounded-xl bg-bad-wash px-4 py-3 text-plain mb-4">No.</p>')
})
