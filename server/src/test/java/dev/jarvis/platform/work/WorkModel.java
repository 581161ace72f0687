package dev.jarvis.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.work.WorkTable.Claim;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What the table of tasks should be, beside what it is. Time is whole hours of a virtual clock; what is due later is due
 * half an hour past, so that the real milliseconds of a test never matter.
 */
final class WorkModel {
    static final int TASKS = 6;
    static final int NODES = 3;
    private static final Gate NARROW = new Gate("narrow", 1);
    private static final long HALF_AN_HOUR = 30;

    private final Rig rig;
    private final List<UUID> observatories = List.of(UUID.randomUUID(), UUID.randomUUID());
    private final List<Entry> tasks = new ArrayList<>();
    private final List<ThisNode> nodes = new ArrayList<>();
    private long minutes;

    /** One task as it should stand. */
    private static final class Entry {
        final UUID observatory;
        final UUID id = UuidV7.next();
        final boolean narrow;
        boolean there;
        boolean dead;
        boolean woken;
        long due;
        int crashes;
        UUID owner;
        final List<Task> holds = new ArrayList<>();

        Entry(UUID observatory, boolean narrow) {
            this.observatory = observatory;
            this.narrow = narrow;
        }

        /** An id that is put anew counts its holders from the start. */
        boolean isHeldAs(Task hold) {
            return there
                    && hold.owner().equals(owner)
                    && hold.epoch() == holds.getLast().epoch();
        }
    }

    WorkModel(Rig rig) {
        this.rig = rig;
        rig.oracle.sql("delete from work").update();
        for (int i = 0; i < TASKS; i++) tasks.add(new Entry(observatories.get(i % 2), i % 3 == 0));
        for (int i = 0; i < NODES; i++) nodes.add(rig.node());
    }

    void put(int index, int hours) {
        Entry task = tasks.get(index);
        NewTask wanted =
                NewTask.of(task.observatory, task.id, Rig.KIND, "{}").through(task.narrow ? NARROW : Gate.NONE);
        Duration delay = hours == 0 ? Duration.ZERO : Duration.ofMinutes(60L * hours - HALF_AN_HOUR);

        assertThat(rig.put(wanted.in(delay))).isEqualTo(!task.there);

        if (task.there) return;
        task.there = true;
        task.dead = false;
        task.woken = false;
        task.crashes = 0;
        task.owner = null;
        task.due = minutes + delay.toMinutes();
    }

    void claim(int node, int most) {
        List<Entry> may =
                tasks.stream().filter(task -> isDue(task) && task.crashes == 0).toList();
        boolean any = may.stream().anyMatch(this::passes);

        List<Claim> taken = rig.table.claim(nodes.get(node).id(), most);

        assertThat(taken.size()).isLessThanOrEqualTo(most);
        if (any) assertThat(taken).isNotEmpty();
        take(nodes.get(node).id(), taken, may);
        if (may.size() < most) assertThat(may).noneMatch(task -> task.owner == null && passes(task));
    }

    void claimSuspects(int node, int most) {
        List<Entry> may =
                tasks.stream().filter(task -> isDue(task) && task.crashes == 1).toList();

        takeSuspects(node, rig.table.claimSuspects(nodes.get(node).id(), most), may, most);
    }

    void claimPrimeSuspect(int node) {
        List<Entry> may =
                tasks.stream().filter(task -> isDue(task) && task.crashes > 1).toList();

        takeSuspects(node, rig.table.claimPrimeSuspect(nodes.get(node).id()), may, 1);
    }

    private void takeSuspects(int node, List<Claim> taken, List<Entry> may, int most) {
        assertThat(taken.size()).isLessThanOrEqualTo(most);
        if (!may.isEmpty() && may.stream().allMatch(this::passes))
            assertThat(taken).isNotEmpty();
        take(nodes.get(node).id(), taken, may);
    }

    private void take(UUID node, List<Claim> taken, List<Entry> may) {
        for (Claim claim : taken) {
            Entry task = may.stream()
                    .filter(one -> one.id.equals(claim.task().id()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("It was not to be had: " + claim));
            assertThat(task.owner).as("held by nobody").isNull();
            assertThat(passes(task)).as("the gate is open").isTrue();
            assertThat(claim.crashes()).isEqualTo(task.crashes);
            task.owner = node;
            task.woken = false;
            task.holds.add(claim.task());
        }
    }

    private boolean isDue(Entry task) {
        return task.there && !task.dead && task.owner == null && task.due <= minutes;
    }

    private boolean passes(Entry task) {
        return !task.narrow
                || tasks.stream()
                        .noneMatch(other -> other.there
                                && other.narrow
                                && other.owner != null
                                && other.observatory.equals(task.observatory));
    }

    /** @param age 0 for the newest hold of the task, more for a late writer's */
    void end(int index, int age, Ending.Fate fate, int hours) {
        Entry task = tasks.get(index);
        if (age >= task.holds.size()) return;
        Task hold = task.holds.get(task.holds.size() - 1 - age);
        long delay = hours == 0 ? 0 : 60L * hours - HALF_AN_HOUR;

        boolean written =
                rig.endings.put(new Ending(hold, fate, Duration.ofMinutes(delay).toMillis(), 0, null));

        assertThat(written).isEqualTo(task.isHeldAs(hold));
        if (!written) return;
        task.owner = null;
        if (fate == Ending.Fate.GONE) {
            task.there = false;
            return;
        }
        task.dead = fate == Ending.Fate.DEAD;
        task.crashes = fate == Ending.Fate.CRASHED ? task.crashes + 1 : 0;
        task.due = task.woken ? minutes : minutes + delay;
        task.woken = false;
    }

    /** The end that stands or falls with the holder's own transaction. */
    void finish(int index) {
        Entry task = tasks.get(index);
        if (task.holds.isEmpty()) return;
        Task hold = task.holds.getLast();

        boolean finished = inside(task, () -> rig.queue.finish(hold));

        assertThat(finished).isEqualTo(task.isHeldAs(hold));
        if (!finished) return;
        task.there = false;
        task.owner = null;
    }

    void kill(int node) {
        UUID victim = nodes.get(node).id();
        rig.bury(nodes.get(node));
        nodes.set(node, rig.node());
        for (Entry task : tasks) {
            if (!task.there || !victim.equals(task.owner)) continue;
            task.owner = null;
            task.crashes++;
            task.due = minutes;
        }
    }

    void wake(int index) {
        Entry task = tasks.get(index);

        assertThat(rig.wake(task.observatory, task.id)).isEqualTo(task.there && !task.dead);

        if (!task.there || task.dead) return;
        if (task.owner == null) task.due = minutes;
        else task.woken = true;
    }

    void cancel(int index) {
        Entry task = tasks.get(index);

        assertThat(inside(task, () -> rig.queue.cancel(task.observatory, task.id)))
                .isEqualTo(task.there);

        task.there = false;
        task.owner = null;
    }

    void replay(int index) {
        Entry task = tasks.get(index);
        if (!task.there || !task.dead) return;

        assertThat(inside(task, () -> rig.letters.replay(task.observatory, task.id)))
                .isTrue();

        task.dead = false;
        task.crashes = 0;
        task.due = minutes;
    }

    void pass(Duration time) {
        rig.oracle
                .sql("update work set due_at = due_at - ? * interval '1 millisecond'")
                .param(time.toMillis())
                .update();
        minutes += time.toMinutes();
    }

    /** All that is there and not given up. */
    Set<UUID> expected() {
        Set<UUID> alive = new HashSet<>();
        for (Entry task : tasks) if (task.there && !task.dead) alive.add(task.id);
        return alive;
    }

    /** Every node dies, time passes, and one node does the rest. @return what it did, each once */
    Set<UUID> drain() {
        for (int node = 0; node < NODES; node++) kill(node);
        pass(Duration.ofDays(1));
        UUID last = nodes.getFirst().id();
        Set<UUID> done = new HashSet<>();
        for (List<Claim> some = some(last); !some.isEmpty(); some = some(last))
            for (Claim claim : some) {
                assertThat(done.add(claim.task().id())).as("done once").isTrue();
                assertThat(rig.endings.put(Ending.gone(claim.task()))).isTrue();
            }
        nodes.forEach(ThisNode::leave);
        return done;
    }

    private List<Claim> some(UUID node) {
        List<Claim> due = rig.table.claim(node, TASKS);
        if (due.isEmpty()) due = rig.table.claimSuspects(node, TASKS);
        return due.isEmpty() ? rig.table.claimPrimeSuspect(node) : due;
    }

    private boolean inside(Entry task, Supplier<Boolean> work) {
        return rig.database.transactions().<Boolean>inObservatory(task.observatory, work::get);
    }
}
