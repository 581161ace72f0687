import { Skeleton, VisuallyHidden } from '@mantine/core'
import styles from './ui.module.css'
import { t } from './words'

type Props = { rows: number; height: number; grid?: boolean }

/** Grey boxes of the height that the content will have, so that nothing jumps. */
export function Waiting({ rows, height, grid = false }: Props) {
  return (
    <div className={grid ? styles.grid : styles.stack} aria-busy="true">
      <VisuallyHidden>{t('loading')}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={height} radius="md" />
      ))}
    </div>
  )
}
