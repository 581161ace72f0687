import { useEffect, useEffectEvent, useState } from 'react'
import { useMe } from '@/shared/session/me'
import { listen, type News } from './live'

/** Calls back on news of the observatory on screen; answers whether the line is open. */
export function useLive(onNews: (news: News) => void): boolean {
  const observatory = useMe().observatory.id
  const [lost, setLost] = useState(false)
  const hear = useEffectEvent((news: News) => {
    setLost(news.kind === 'lost')
    onNews(news)
  })
  useEffect(() => listen(observatory, (news) => hear(news)), [observatory])
  return !lost
}
