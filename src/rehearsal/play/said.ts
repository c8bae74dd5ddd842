/** The lines that an answer says it has kept or quotes, without their marks and without what they were before. */
export function saidLines(answer: string): readonly string[] {
  return [...answer.matchAll(/^(?:> )?- (.+)$/gm)].flatMap(([, line]) =>
    line === undefined ? [] : [line.replaceAll('**', '').replace(/ \((?:was|told by) .*\)$/, '')],
  )
}
