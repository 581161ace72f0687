package dev.jarvis.observatory.console;

import dev.jarvis.platform.db.DataDirectory;
import dev.jarvis.platform.web.LocalDoor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ConsoleRoom {
    @Bean
    ConsoleToken consoleToken(DataDirectory data, LocalDoor localDoor) {
        return new ConsoleToken(data.path(), localDoor);
    }
}
