import { Outlet } from '@tanstack/react-router'
import { Brand } from './Brand'
import { ColorSwitch } from './ColorSwitch'
import styles from './app.module.css'

/** Around the screens that stand before sign-in. */
export function Frame() {
  return (
    <div className={styles.frame}>
      <header className={styles.frameHead}>
        <Brand />
        <ColorSwitch />
      </header>
      <main className={styles.frameMain}>
        <Outlet />
      </main>
    </div>
  )
}
