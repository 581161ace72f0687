import { catalogue } from '@/shared/words/catalogue'

export const t = catalogue('ui', {
  tryAgain: 'Try again',
  copy: 'Copy',
  copied: 'Copied',
  cancel: 'Cancel',
  unreachable: 'Jarvis does not answer. Check that it is running; this page will go on by itself.',
  unreachableTitle: 'No connection',
  refusedTitle: 'That did not work',
  unknown: 'Jarvis answered with status {status} and no reason. Its log has more.',
  retryAfter: { one: 'Try again in {count} second.', other: 'Try again in {count} seconds.' },
  loading: 'Loading',
  more: 'Show more',
  documentTitle: '{title} · Jarvis',
})
