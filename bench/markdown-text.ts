/** Markdown as models write it: headings, lists, code, tables, and mostly words. */

const SECTION = (n: number) => `## ${n}. What we know of part ${n}

The budget of **ACME Corp** is *$${n}00K* over ${n} months, as \`projects/part-${n}.md\` says. There are ${n * 7} applications to
move, and the order in which they go depends on what the audit finds; see [the plan](https://example.com/plan/${n}) for the rest.

- The first step is to talk with the people who run it, because nobody wrote down why it is as it is
- The second takes a week:
  1. copy what is there
  2. compare it, line by line
- The third is to say when it is done

| step | days | who |
|---|---:|---|
| talk | ${n} | Alice |
| copy | ${n + 2} | Bob |
| compare | ${n + 5} | Carol |

\`\`\`ts
export function part${n}(days: number): string {
  return days > ${n} ? 'late' : 'in time'
}
\`\`\`

> Whoever reads this later: the numbers are those of today.

`

/** So many characters of it, at least; always the same. */
export function markdown(characters: number): string {
  let text = ''
  for (let n = 1; text.length < characters; n++) text += SECTION(n)
  return text.slice(0, characters)
}
