package dev.jarvis.platform.web;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/** The dashboard's files. Any other page address is the dashboard's own business, so it gets the one HTML file. */
final class Pages implements WebMvcConfigurer {
    private static final String FILES = "classpath:/static/";

    /** Files under assets carry a hash of their content in the name and never change. */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(FILES + "assets/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        registry.addResourceHandler("/**")
                .addResourceLocations(FILES)
                .setCacheControl(CacheControl.noCache())
                .resourceChain(false)
                .addResolver(new OnePage());
    }

    private static final class OnePage extends PathResourceResolver {
        @Override
        protected @Nullable Resource getResource(String path, Resource location) throws IOException {
            Resource file = path.isEmpty() ? null : super.getResource(path, location);
            if (file != null) return file;
            return isPage(path) ? super.getResource("index.html", location) : null;
        }

        /** Interfaces and files that are not there are not pages. */
        private static boolean isPage(String path) {
            return !path.startsWith("api/")
                    && !path.equals("api")
                    && !path.substring(path.lastIndexOf('/') + 1).contains(".");
        }
    }
}
