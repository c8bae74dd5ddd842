import type { Commands, StoryAct } from './demonstration-story.ts'

/** Others have written since: what stands is read anew, put right, taken back, and put in order. */
export function lastDays({ path, look, view, change }: Commands): readonly StoryAct[] {
  return [
    {
      daysAgo: 2,
      time: '10:00',
      kind: 'says',
      chat: 'Mira · Release 1.4',
      text: 'Where do we stand? Five lines.',
      replies: [
        {
          thinks:
            'Others have written since. What I remember from this chat is old; I read everything again.',
          says: 'I read what the others have written since.',
          asks: [look],
        },
        {
          says: 'Four of these are new to me or have changed.',
          asks: [
            view('release-1.4.md'),
            view('risks.md'),
            view('release-notes.md'),
            view('feedback/sharing.md'),
          ],
        },
        {
          says: '1. Ships on **the 28th**, as you set it.\n2. Offline maps: one file for each region, at most 400 MB (Jonas).\n3. Two risks, both with Jonas: space on old phones, and the licence, thirty days.\n4. The release notes stand; Leila and Jonas have both worked on them.\n5. Open: does a shared link work without an account? Three people asked Leila.',
        },
      ],
    },
    {
      daysAgo: 2,
      time: '10:15',
      kind: 'says',
      chat: 'Mira · Release 1.4',
      text: 'Then sharing by link waits for 1.5: we do not ship it half done. Put that everywhere it belongs.',
      replies: [
        {
          thinks:
            'It stands in the release, in the notes, and in the feedback; and it is a decision, so its reason goes there.',
          says: 'It stands in three documents, and the decision belongs into a fourth.',
          asks: [
            change('release-1.4.md', '- Sharing a route by link\n', ''),
            change('release-1.4.md', '- Nothing yet\n', '- Sharing a route by link: moved to 1.5 (Mira)\n'),
            change('release-notes.md', '- Send a friend your route as a link, from any map.\n', ''),
            change(
              'feedback/sharing.md',
              '- Open: whether a link of release 1.4 works without an account. Ask Jonas.\n',
              '- Sharing by link comes with release 1.5. Still open: whether it works without an account. Ask Jonas.\n',
            ),
            {
              command: 'insert',
              path: path('decisions.md'),
              insert_line: 5,
              insert_text:
                '\n## Sharing by link waits for release 1.5\n\nDecided by Mira. We do not ship it half done: whether it works without an account is open.\n',
            },
          ],
        },
        {
          says: 'Done in four documents: the release, its notes, Leila’s feedback, and **decisions.md** with the reason.',
        },
      ],
    },
    { daysAgo: 2, time: '11:05', kind: 'undoes', who: 'Leila', file: 'release-notes.md' },
    {
      daysAgo: 2,
      time: '11:06',
      kind: 'edits',
      who: 'Leila',
      file: 'release-notes.md',
      find: '- Send a friend your route as a link, from any map.\n',
      replace: '- Coming next: send a friend your route as a link.\n',
    },
    {
      daysAgo: 2,
      time: '15:20',
      kind: 'says',
      chat: 'Jonas · Engineering',
      text: 'The licence people answered: they allow sixty days. Risks and notes, please.',
      replies: [
        {
          thinks:
            'What I read earlier was cleared from what I see, so I read both again before I change them.',
          says: 'I read both again first.',
          asks: [view('risks.md'), view('release-notes.md')],
        },
        {
          says: 'Both say thirty.',
          asks: [
            change(
              'risks.md',
              '| The licence forbids keeping maps longer than 30 days | Fetch them anew after 30 days | Jonas |',
              '| The licence forbids keeping maps longer than 60 days (30 until it was asked) | Fetch them anew after 60 days | Jonas |',
            ),
            change('release-notes.md', 'keep it for thirty days.', 'keep it for sixty days.'),
          ],
        },
        {
          says: 'Both say **sixty days** now. In the risk I left a word about the thirty, so that nobody wonders.',
        },
      ],
    },
    {
      daysAgo: 1,
      time: '09:00',
      kind: 'says',
      chat: 'Leila · Support',
      text: 'Somebody writes that they fear their maps vanish from their phone. What do I answer?',
      replies: [
        {
          thinks: 'Jonas has changed this twice. I read what holds today.',
          says: 'I read what holds today.',
          asks: [view('release-notes.md'), view('risks.md')],
        },
        {
          says: 'That maps stay on the phone for **sixty days**, and are then fetched anew when there is a network. The reason is the licence of the maps; Jonas had it raised from thirty days. Before a map is fetched, Wayfare asks whether there is room for it.',
        },
      ],
    },
    {
      daysAgo: 1,
      time: '09:02',
      kind: 'says',
      chat: 'Leila · Support',
      again: true,
      text: 'Somebody writes that they fear their maps vanish from their phone. What do I answer? In two friendly sentences that I can send.',
      replies: [
        {
          says: 'I read what holds today.',
          asks: [view('release-notes.md'), view('risks.md')],
        },
        {
          says: '“Your maps stay on your phone for sixty days, and Wayfare fetches them anew by itself as soon as you have a network. Nothing you planned is ever lost: routes are yours for good.”\n\nThe sixty days are in **risks.md**, from Jonas. That routes are never lost is written nowhere: leave that sentence out if you are not sure.',
        },
      ],
    },
    {
      daysAgo: 1,
      time: '15:30',
      kind: 'says',
      chat: 'Mira · Release 1.4',
      text: 'Please keep the feedback by release from now on, so that 1.5 finds its own.',
      replies: [
        {
          says: 'I move it.',
          asks: [
            {
              command: 'rename',
              old_path: path('feedback/sharing.md'),
              new_path: path('feedback/1.5/sharing.md'),
            },
          ],
        },
        { says: 'It lies in **feedback/1.5/sharing.md** now, with its whole history.' },
      ],
    },
  ]
}
