import { Alert, Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { isProblem, type Problem } from '@/shared/api/problem'
import styles from './ui.module.css'
import { t } from './words'

type Props = { error: unknown; onRetry?: () => void; title?: string }

/** What went wrong, in the server's words, and a way on. */
export function ProblemAlert({ error, onRetry, title }: Props) {
  if (!error) return null
  const problem = isProblem(error) ? error : undefined
  const heading = title ?? (problem?.code === 'unreachable' ? t('unreachableTitle') : t('refusedTitle'))
  return (
    <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />} title={heading}>
      <div className={styles.stack}>
        <span>{problem ? words(problem) : String(error)}</span>
        {problem?.retryAfter ? <span>{t('retryAfter', { count: problem.retryAfter })}</span> : null}
        {onRetry && (
          <Button variant="default" size="xs" className={styles.start} onClick={onRetry}>
            {t('tryAgain')}
          </Button>
        )}
      </div>
    </Alert>
  )
}

function words(problem: Problem): string {
  if (problem.code === 'unreachable') return t('unreachable')
  return problem.detail || t('unknown', { status: problem.status })
}
