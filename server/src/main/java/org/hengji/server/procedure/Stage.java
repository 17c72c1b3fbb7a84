package org.hengji.server.procedure;

/** The four steps of making a budget, 二上二下. */
public enum Stage {
    /** 一上: first submission. */
    UP1,
    /** 一下: control figures. */
    DOWN1,
    /** 二上: second submission. */
    UP2,
    /** 二下: approval. */
    DOWN2
}
