package dev.sitedrop.console.page;

/**
 * Who looks.
 *
 * @param name as it is written down with what is done
 * @param mayAct whether pages offer to change something
 * @param mayLeave whether there is a login to leave
 */
public record Visitor(String name, boolean mayAct, boolean mayLeave) {}
