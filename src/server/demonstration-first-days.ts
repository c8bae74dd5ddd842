import type { Commands, StoryAct } from './demonstration-story.ts'

/** The release begins: what it is, what was decided, how it is built, what people ask. */
export function firstDays({ look, view, create, change }: Commands): readonly StoryAct[] {
  return [
    { daysAgo: 4, time: '09:10', kind: 'chat', chat: 'Mira · Release 1.4', speaker: 'Mira' },
    {
      daysAgo: 4,
      time: '09:12',
      kind: 'says',
      chat: 'Mira · Release 1.4',
      text: 'We begin with release 1.4 of Wayfare, our app for planning walks. Offline maps are the heart of it, sharing a route by link comes with it, and it ships on the 30th. I am Mira and decide what goes in; Jonas builds it; Leila answers the people who use it. I like short answers. Please set up what we should remember.',
      replies: [
        {
          thinks: 'Before I write anything I look whether something is there already.',
          says: 'I look at what is there first.',
          asks: [look],
        },
        {
          thinks:
            'Nothing yet. There are two topics here: the people, who stay, and the release, which will be done one day. So two documents, each with who told it.',
          says: 'Nothing yet. I make one document for the team and one for the release.',
          asks: [
            create(
              'team.md',
              '# The Wayfare team\n\n- Mira decides what goes into a release. She likes short answers.\n- Jonas builds it.\n- Leila answers the people who use the app.\n',
            ),
            create(
              'release-1.4.md',
              '# Release 1.4\n\nShips on the 30th. (Mira)\n\n## What it brings\n\n- Offline maps: the heart of the release\n- Sharing a route by link\n\n## Open\n\n- Nothing yet\n',
            ),
          ],
        },
        { says: 'Done: **team.md** and **release-1.4.md**. Jonas and Leila can ask me about both.' },
      ],
    },
    {
      daysAgo: 4,
      time: '09:40',
      kind: 'says',
      chat: 'Mira · Release 1.4',
      text: 'First decision: 1.4 no longer runs on Android 9. Four in a hundred of our users have it, and offline maps need the newer storage. Keep the reason too.',
      replies: [
        {
          thinks: 'A decision with its reason is read long after the release, so it gets a place of its own.',
          says: 'Decisions outlive a release, so they get their own document.',
          asks: [
            create(
              'decisions.md',
              '# Decisions\n\n## No Android 9 from release 1.4 on\n\nDecided by Mira. Offline maps need the newer storage. It concerns four in a hundred of our users.\n',
            ),
          ],
        },
        { says: 'Kept in **decisions.md**, with the reason and the number.' },
      ],
    },
    { daysAgo: 4, time: '10:20', kind: 'chat', chat: 'Jonas · Engineering', speaker: 'Jonas', clears: true },
    {
      daysAgo: 4,
      time: '10:21',
      kind: 'says',
      chat: 'Jonas · Engineering',
      text: 'Jonas here. What is 1.4 about, and what has been decided so far?',
      replies: [
        {
          thinks: 'Jonas was not there when Mira spoke of this. Memory was.',
          says: 'I read what is kept.',
          asks: [look],
        },
        {
          says: 'Two of these bear on your question.',
          asks: [view('release-1.4.md'), view('decisions.md')],
        },
        {
          says: 'Mira has told me this, in another chat:\n\n- **1.4 ships on the 30th.** Offline maps are the heart of it; sharing a route by link comes with it.\n- **No Android 9 any more**, because offline maps need the newer storage. Four in a hundred users have it.\n\nYou are down as the one who builds it.',
        },
      ],
    },
    {
      daysAgo: 4,
      time: '10:45',
      kind: 'says',
      chat: 'Jonas · Engineering',
      text: 'Good. We keep one map file per region, at most 400 MB each. I see two risks: old phones run out of space, and the licence of the maps forbids keeping them longer than thirty days. Note all of it.',
      replies: [
        {
          thinks:
            'How it is built belongs to the release. Risks want to be looked at together, so they get a list.',
          says: 'The files go into the release, the risks into a list of their own.',
          asks: [
            change(
              'release-1.4.md',
              '- Offline maps: the heart of the release\n',
              '- Offline maps: the heart of the release. One file for each region, at most 400 MB (Jonas)\n',
            ),
            create(
              'risks.md',
              '# Risks of release 1.4\n\n| risk | what we do | who |\n|---|---|---|\n| Old phones run out of space | Ask before a map is fetched | Jonas |\n| The licence forbids keeping maps longer than 30 days | Fetch them anew after 30 days | Jonas |\n',
            ),
          ],
        },
        {
          says: 'Noted in **release-1.4.md** and **risks.md**. I put your name to both risks; say if somebody else should have one.',
        },
      ],
    },
    {
      daysAgo: 4,
      time: '14:30',
      kind: 'edits',
      who: 'Mira',
      file: 'release-1.4.md',
      find: 'Ships on the 30th. (Mira)',
      replace: 'Ships on the 28th, two days before the holidays. (Mira)',
    },
    { daysAgo: 3, time: '09:04', kind: 'chat', chat: 'Leila · Support', speaker: 'Leila' },
    {
      daysAgo: 3,
      time: '09:05',
      kind: 'says',
      chat: 'Leila · Support',
      text: 'Good morning, Leila here. Three people asked this week whether they can share a route with somebody who has no account. Is that in 1.4? And please keep that they asked.',
      replies: [
        {
          thinks: 'I do not know Leila’s answer from this chat, but the release is in memory.',
          says: 'I look it up.',
          asks: [look, view('release-1.4.md')],
        },
        {
          thinks:
            'It says sharing by link, not whether the other one needs an account. I keep the question and say what is open.',
          says: 'I keep what they asked.',
          asks: [
            create(
              'feedback/sharing.md',
              '# Sharing a route with somebody who has no account\n\n- Three people asked in one week. (Leila)\n- Open: whether a link of release 1.4 works without an account. Ask Jonas.\n',
            ),
          ],
        },
        {
          says: 'Sharing by link is in 1.4, which ships on **the 28th** (Mira changed that yesterday). Whether the other person needs an account is not written anywhere, so I noted it as a question for Jonas in **feedback/sharing.md**.',
        },
      ],
    },
    {
      daysAgo: 3,
      time: '09:30',
      kind: 'says',
      chat: 'Leila · Support',
      text: 'Then write the release notes for the people who use the app. Friendly, no jargon, at most five lines.',
      replies: [
        {
          says: 'A first version:',
          asks: [
            create(
              'release-notes.md',
              '# What is new in Wayfare 1.4\n\n- Walk without a network: fetch the map of a region once and keep it for ever.\n- Send a friend your route as a link.\n- Wayfare now needs Android 10 or newer.\n',
            ),
          ],
        },
        { says: 'It is in **release-notes.md**: three lines, so there is room for two more.' },
      ],
    },
    {
      daysAgo: 3,
      time: '11:00',
      kind: 'says',
      chat: 'Jonas · Engineering',
      text: 'Leila’s release notes say that maps are kept for ever. They are not: thirty days. Put that right, please.',
      replies: [
        {
          thinks: 'I know the thirty days from Jonas himself. The notes I have not seen in this chat.',
          says: 'I open the notes.',
          asks: [view('release-notes.md')],
        },
        {
          says: 'One line is wrong.',
          asks: [
            change(
              'release-notes.md',
              'fetch the map of a region once and keep it for ever.',
              'fetch the map of a region once and keep it for thirty days.',
            ),
          ],
        },
        { says: 'Changed. The line now says **thirty days**, as the licence wants it.' },
      ],
    },
    {
      daysAgo: 3,
      time: '16:10',
      kind: 'edits',
      who: 'Leila',
      file: 'release-notes.md',
      find: '- Send a friend your route as a link.\n',
      replace:
        '- Send a friend your route as a link, from any map.\n- Wayfare is a little faster everywhere.\n',
    },
  ]
}
