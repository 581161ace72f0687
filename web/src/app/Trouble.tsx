import { IconMapPinOff } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import { isProblem } from '@/shared/api/problem'
import { Empty } from '@/shared/ui/Empty'
import { ProblemAlert } from '@/shared/ui/ProblemAlert'
import { ButtonLink } from '@/shared/ui/links'
import styles from './app.module.css'
import { t } from './words'

export function Trouble({ error }: { error: unknown }) {
  const router = useRouter()
  return (
    <main className={styles.alone}>
      <ProblemAlert
        error={error}
        {...(isProblem(error) ? {} : { title: t('trouble') })}
        onRetry={() => void router.invalidate()}
      />
    </main>
  )
}

export function Lost() {
  return (
    <main className={styles.alone}>
      <Empty
        alone
        icon={<IconMapPinOff size={32} />}
        title={t('lostTitle')}
        action={
          <ButtonLink to="/">
            {t('home')}
          </ButtonLink>
        }
      >
        {t('lost')}
      </Empty>
    </main>
  )
}
