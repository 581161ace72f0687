package dev.jarvis.platform.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Memory, disk, and whether the data directory can be written. */
public final class MachineExamination implements Examination {
    private static final long MEGABYTE = 1 << 20;
    private static final long MEMORY_NEEDED_MB = 512;
    private static final long DISK_NEEDED_MB = 128;
    private static final long DISK_WANTED_MB = 2048;

    private final Path data;

    /** @param data the data directory, which may not be there yet */
    public MachineExamination(Path data) {
        this.data = data;
    }

    @Override
    public List<Advice> look() {
        return List.of(java(), memory(), disk(), writing());
    }

    private static Advice java() {
        return Advice.fine("Java", Runtime.version() + " on " + System.getProperty("os.name"));
    }

    private static Advice memory() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return memory(system.getTotalMemorySize() / MEGABYTE, system.getAvailableProcessors());
    }

    static Advice memory(long megabytes, int processors) {
        String found = "%d MB of memory, %d processors".formatted(megabytes, processors);
        return megabytes >= MEMORY_NEEDED_MB
                ? Advice.fine("Machine", found)
                : Advice.care("Machine", found, "Give it " + MEMORY_NEEDED_MB + " MB or more; it will be slow or end.");
    }

    private Advice disk() {
        try {
            return disk(Files.getFileStore(existing()).getUsableSpace() / MEGABYTE);
        } catch (IOException e) {
            return Advice.care("Disk", "The space left for %s cannot be read.".formatted(data), "Look with: df -h");
        }
    }

    Advice disk(long megabytes) {
        String found = "%d MB free for %s".formatted(megabytes, data);
        if (megabytes < DISK_NEEDED_MB)
            return Advice.wrong(
                    "Disk", found, "Free some space: PostgreSQL does not start below %d MB.".formatted(DISK_NEEDED_MB));
        return megabytes < DISK_WANTED_MB
                ? Advice.care("Disk", found, "Free some space before the log has grown into it.")
                : Advice.fine("Disk", found);
    }

    private Advice writing() {
        Path place = existing();
        return Files.isDirectory(place) && Files.isWritable(place)
                ? Advice.fine("Data", data.toString())
                : Advice.wrong(
                        "Data",
                        place + " cannot be written by this user.",
                        "Run as the user that owns it, or set JARVIS_DATA to another folder.");
    }

    /** The data directory, or the nearest folder above it that is there. */
    private Path existing() {
        Path place = data.toAbsolutePath();
        while (!Files.exists(place) && place.getParent() != null) place = place.getParent();
        return place;
    }
}
