/** What is usually done about a worry that people name. Rules of thumb, told as such by whoever uses them. */
const ANSWERS: readonly { readonly about: RegExp; readonly answer: string }[] = [
  {
    about: /\b(?:downtime|outage|interruption|availability)\b/i,
    answer:
      'replicate ahead, switch at a quiet hour after a rehearsal, keep the old side ready to go back to',
  },
  {
    about: /\b(?:data loss|losing data|backup)\b/i,
    answer: 'compare both sides before each switch, restore a backup in a drill',
  },
  {
    about: /\b(?:security|breach|attack|hack)\w*\b/i,
    answer: 'controls before workloads, access by role, a test from outside before go-live',
  },
  {
    about: /\b(?:cost|budget|overrun|expens\w+|price)\b/i,
    answer: 'a limit and an alert for each wave, the reserve released only by the sponsor',
  },
  {
    about: /\b(?:time|deadline|delay|late|schedule)\b/i,
    answer: 'the critical path first, a date for going back in each wave',
  },
  {
    about: /\b(?:skills?|staff|people|team|training|knowledge)\b/i,
    answer: 'pair the team from the pilot on, and write the runbook together',
  },
  {
    about: /\b(?:performance|slow|latency|speed)\b/i,
    answer: 'measure before the move, and accept a wave only against those figures',
  },
  {
    about: /\b(?:lock-in|vendor|dependen\w+)\b/i,
    answer: 'open formats and interfaces, and an exit written down before signing',
  },
]

/** A worry with what is done about it; one that no rule knows is left as a question, not passed over. */
export function answered(worry: string): string {
  const known = ANSWERS.find(({ about }) => about.test(worry))
  return `${worry}: ${known?.answer ?? 'to be settled with those who named it'}`
}
