package org.hengji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.util.HtmlUtils;

/** One person at the pages of imports, who waits until what runs in the background is done. */
public final class ImportDesk {
    private static final int PATIENCE = 1200;

    private final MockMvc web;
    private final RequestPostProcessor who;
    private final String base;

    public ImportDesk(MockMvc web, RequestPostProcessor who, String base) {
        this.web = web;
        this.who = who;
        this.base = base;
    }

    /** Sends a file and waits for its dry run; gives the address of the import. */
    public String send(String kind, String to, String name, byte[] content) throws Exception {
        String address = begin(kind, to, name, content).getRedirectedUrl();
        assertThat(address).as("the file was not taken").startsWith(base + "/");
        settled(address);
        return address;
    }

    public String send(String kind, String to, String name, String content) throws Exception {
        return send(kind, to, name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a file and does not wait. */
    public MockHttpServletResponse begin(String kind, String to, String name, byte[] content) throws Exception {
        return web.perform(multipart(base)
                        .file(new MockMultipartFile("file", name, null, content))
                        .param("kind", kind)
                        .param("to", to)
                        .with(who)
                        .with(csrf()))
                .andReturn()
                .getResponse();
    }

    /** Presses 导入 and waits; gives the page that is shown then. */
    public String take(String address) throws Exception {
        act(address, "take");
        return settled(address);
    }

    public MockHttpServletResponse act(String address, String act) throws Exception {
        return web.perform(post(address + "/" + act).with(who).with(csrf()))
                .andReturn()
                .getResponse();
    }

    public MockHttpServletResponse open(String address) throws Exception {
        return web.perform(get(address).with(who)).andReturn().getResponse();
    }

    public String page(String address) throws Exception {
        MockHttpServletResponse answer = open(address);
        assertThat(answer.getStatus()).as(address).isEqualTo(200);
        return HtmlUtils.htmlUnescape(answer.getContentAsString(StandardCharsets.UTF_8));
    }

    /** The page as it is once nothing runs any more. */
    public String settled(String address) throws Exception {
        for (int i = 0; i < PATIENCE; i++) {
            String page = page(address);
            if (!page.contains("id=\"progress\"")) {
                return page;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("not done within a minute: " + address);
    }
}
