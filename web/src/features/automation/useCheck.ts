import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { type FieldError, isProblem, type Problem } from '@/shared/api/problem'
import { checkRule, type Checked, rulesKey } from './api/rules'
import { asRule, type Draft } from './draft'

const rest = 600

type Checking = { data: Checked | undefined; errors: readonly FieldError[]; problem: Problem | undefined; waiting: boolean }

/** What the server says to a rule while it is written, when the typing rests. */
export function useCheck(draft: Draft, enabled: boolean): Checking {
  const [rested, setRested] = useState(draft)
  useEffect(() => {
    const timer = setTimeout(() => setRested(draft), rest)
    return () => clearTimeout(timer)
  }, [draft])
  const { data, error } = useQuery({
    queryKey: [...rulesKey, 'check', rested],
    queryFn: () => checkRule(asRule({ ...rested, name: rested.name || 'rule' })),
    enabled: enabled && rested.steps.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  })
  const problem = isProblem(error) ? error : undefined
  return {
    data: problem ? undefined : data,
    errors: problem ? problem.errors : (data?.errors ?? []),
    problem: problem && problem.errors.length === 0 ? problem : undefined,
    waiting: rested !== draft,
  }
}
