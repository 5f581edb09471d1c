package org.geoserver.platform;

/** Stands for GeoServer's class of this name, with the properties that the application context sets. */
public final class ModuleStatusImpl {
    private String module = "";
    private String name = "";
    private String component = "";
    private boolean available;
    private boolean enabled;

    /** Shown by tests. */
    public String summary() {
        return module + ", " + name + ", " + component + ", " + available + ", " + enabled;
    }

    public void setModule(String module) {
        this.module = module;
    }

    public void setName(String name) {
        this.name = name;
    }

    public void setComponent(String component) {
        this.component = component;
    }

    public void setAvailable(boolean available) {
        this.available = available;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }
}
