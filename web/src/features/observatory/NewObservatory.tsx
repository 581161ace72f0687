import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Refusal } from '@/shared/session/StepUp'
import { useChooseObservatory } from '@/shared/session/useChooseObservatory'
import { fieldError, typed } from '@/shared/ui/form'
import { addObservatory } from './api/observatory'
import styles from './observatory.module.css'
import { t } from './words'

/** For who runs the instance: a second space, apart from this one in everything. */
export function NewObservatory() {
  const choose = useChooseObservatory()
  const add = useMutation({ mutationFn: addObservatory, onSuccess: ({ id }) => choose(id) })
  return (
    <>
      <h2 className={styles.sub}>{t('observatoryNew')}</h2>
      <form className={`${styles.card} ${styles.form}`} onSubmit={(event) => add.mutate(typed(event).newName ?? '')}>
        <Refusal error={add.error} onStepUp={() => add.variables && add.mutate(add.variables)} />
        <TextInput
          name="newName"
          label={t('observatoryNewName')}
          description={t('observatoryHint')}
          required
          error={fieldError(add.error, 'name')}
        />
        <Button type="submit" variant="default" className={styles.act} loading={add.isPending}>
          {t('observatoryAdd')}
        </Button>
      </form>
    </>
  )
}
