package dev.jarvis.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.testing.Measured;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/** Figures, not checks, so no run of all tests takes it along; {@code ./jarvis bench timers} does. */
class TimerFigures {
    private static final int FEW = 1_000;
    private static final int MANY = Integer.getInteger("jarvis.figures.timers", 10_000_000);
    private static final int POLLS = 2_000;
    private static final int DUE = 32;

    private static final String FILL = """
            insert into work (observatory_id, id, kind, due_at)
            select md5('o' || n % 1000)::uuid, jarvis_uuidv7(), 'timer', now() + interval '1 hour' + n * interval '10 ms'
            from generate_series(1, ?) n
            """;

    @Test
    void findsWhatIsDueAmongMillionsThatWaitAsFastAsAmongFew() {
        try (Rig few = filled(FEW);
                Rig many = filled(MANY)) {
            Measured measured = new Measured();
            compare(measured, "taking %d due tasks".formatted(DUE), few, many, TimerFigures::taken);
            compare(measured, "looking when nothing is due", few, many, TimerFigures::looked);
            measured.store();
        }
    }

    private static Rig filled(int timers) {
        Rig rig = new Rig();
        rig.oracle.sql(FILL).param(timers).update();
        rig.oracle.sql("vacuum analyze work").update();
        return rig;
    }

    private static void compare(Measured measured, String what, Rig few, Rig many, ToLongFunction<Rig> poll) {
        for (int i = 0; i < POLLS / 5; i++) {
            poll.applyAsLong(few);
            poll.applyAsLong(many);
        }
        long[] one = new long[POLLS];
        long[] other = new long[POLLS];
        for (int i = 0; i < POLLS; i++) { // in turns, so that a busy machine is busy for both
            one[i] = poll.applyAsLong(few);
            other[i] = poll.applyAsLong(many);
        }
        for (double share : new double[] {0.5, 0.99}) {
            double ratio = at(other, share) / at(one, share);
            String name = String.format(Locale.ROOT, "%s, p%.0f: %,d timers over %,d", what, share * 100, MANY, FEW);
            measured.figure(name, "x", ratio);
            System.out.printf(
                    Locale.ROOT, "%-75s %8.3fms %8.3fms %6.2f%n", name, at(one, share), at(other, share), ratio);
        }
    }

    private static long taken(Rig rig) {
        rig.oracle.sql("""
                        insert into work (observatory_id, id, kind)
                        select md5('o' || n)::uuid, jarvis_uuidv7(), 'run' from generate_series(1, ?) n
                        """).param(DUE).update();
        UUID owner = UUID.randomUUID();
        long start = System.nanoTime();
        int claimed = rig.table.claim(owner, 2 * DUE).size();
        long took = System.nanoTime() - start;
        assertThat(claimed).isEqualTo(DUE);
        rig.oracle.sql("delete from work where owner = ?").param(owner).update();
        return took;
    }

    private static long looked(Rig rig) {
        long start = System.nanoTime();
        assertThat(rig.table.claim(UUID.randomUUID(), 2 * DUE)).isEmpty();
        return System.nanoTime() - start;
    }

    private static double at(long[] nanos, double share) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[(int) (sorted.length * share)] / 1e6;
    }
}
