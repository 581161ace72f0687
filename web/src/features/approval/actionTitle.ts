import { useQuery } from '@tanstack/react-query'
import { platformQuery } from '@/shared/api/platform'

/** What an action is called ("Post"). A proposal's own title is worded as done, for the log. */
export function useActionTitle(platform: string, action: string): string | undefined {
  const { data } = useQuery({ ...platformQuery(platform), staleTime: Infinity })
  return data?.actions.find(({ id }) => action === id || action === `${platform}/${id}`)?.title
}
