/**
 * For what opens below a row of a list, and for what comes into it later: the whole row is in sight then, or, where it is higher than
 * that, its beginning. A ref, so it happens once; whoever scrolls afterwards is left alone.
 */
export function rowIntoSight(element: HTMLElement | null): void {
  element?.closest('li')?.scrollIntoView({ block: 'nearest' })
}
