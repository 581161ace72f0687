import styles from './ui.module.css'

const drawn = new Set(['twitter', 'gmail'])

/** The platform's mark where we have it, else its first letter. Decoration: the name always stands beside it. */
export function PlatformLogo({ platform, name }: { platform: string; name: string }) {
  return (
    <span className={styles.logo} aria-hidden>
      {drawn.has(platform) ? (
        <img src={`/logos/${platform}.svg`} alt="" width={22} height={22} data-platform={platform} />
      ) : (
        name.slice(0, 1).toLocaleUpperCase()
      )}
    </span>
  )
}
