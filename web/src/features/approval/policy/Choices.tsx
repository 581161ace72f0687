import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { catalogueQuery } from '@/shared/api/platforms'
import { type Plain, risks, whos, written } from './plain'
import styles from './policy.module.css'
import { t } from './words'

const doubts = [30, 50, 70, 90] as const

type Props = { plain: Plain; readOnly: boolean; onChange: (when: string) => void }

/** The condition as choices; each left at any says nothing. */
export function Choices({ plain, readOnly, onChange }: Props) {
  const platforms = useQuery(catalogueQuery).data?.items ?? []
  const set = (change: Partial<Plain>) => onChange(written({ ...plain, ...change }))
  const any = { value: '', label: t('any') }
  return (
    <div className={styles.choices}>
      <NativeSelect
        label={t('who')}
        value={plain.who ?? ''}
        disabled={readOnly}
        data={[any, ...whos.map((who) => ({ value: who, label: t(`who.${who}`) }))]}
        onChange={(event) => set({ who: whos.find((one) => one === event.currentTarget.value) ?? null })}
      />
      <NativeSelect
        label={t('risk')}
        value={plain.risk ?? ''}
        disabled={readOnly}
        data={[any, ...risks.map((risk) => ({ value: risk, label: t(`risk.${risk}`) }))]}
        onChange={(event) => set({ risk: risks.find((one) => one === event.currentTarget.value) ?? null })}
      />
      <NativeSelect
        label={t('platform')}
        value={plain.platform ?? ''}
        disabled={readOnly}
        data={[any, ...platforms.map(({ platform, name }) => ({ value: platform, label: name }))]}
        onChange={(event) => set({ platform: event.currentTarget.value || null })}
      />
      <NativeSelect
        label={t('unsure')}
        value={String(plain.unsure ?? '')}
        disabled={readOnly}
        data={[
          any,
          ...[...new Set([...doubts, ...(plain.unsure === null ? [] : [plain.unsure])])].map((percent) => ({
            value: String(percent),
            label: t('below', { percent }),
          })),
        ]}
        onChange={(event) => set({ unsure: event.currentTarget.value ? Number(event.currentTarget.value) : null })}
      />
    </div>
  )
}
