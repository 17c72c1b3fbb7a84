package org.hengji.server.frame;

import gg.jte.models.runtime.JteModel;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.hengji.pages.StaticTemplates;
import org.hengji.pages.Templates;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/** Teaches Spring MVC two types: a controller may take a {@link Frame} and return a {@link JteModel}. */
@Configuration(proxyBeanMethods = false)
class FrameConfiguration implements WebMvcConfigurer {

    private final MessageSource messages;
    private final ObjectProvider<ResourceUrlProvider> assets;
    private final ObjectProvider<Menu> menu;
    private final ObjectProvider<Unread> unread;
    private final ObjectProvider<Whereabouts> whereabouts;
    private final boolean demo;

    FrameConfiguration(
            MessageSource messages,
            ObjectProvider<ResourceUrlProvider> assets,
            ObjectProvider<Menu> menu,
            ObjectProvider<Unread> unread,
            ObjectProvider<Whereabouts> whereabouts,
            @Value("${hengji.mark}") String mark) {
        this.messages = messages;
        this.assets = assets;
        this.menu = menu;
        this.unread = unread;
        this.whereabouts = whereabouts;
        this.demo = mark.equals("demo");
    }

    @Bean
    static Templates templates() {
        return new StaticTemplates();
    }

    @Bean
    static LocaleResolver localeResolver() {
        return new LanguageCookie();
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new LanguageCookie());
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new HandlerMethodArgumentResolver() {
            @Override
            public boolean supportsParameter(MethodParameter parameter) {
                return parameter.getParameterType() == Frame.class;
            }

            @Override
            public Object resolveArgument(
                    MethodParameter parameter,
                    ModelAndViewContainer container,
                    NativeWebRequest request,
                    WebDataBinderFactory binders) {
                return new Frame(
                        request.getNativeRequest(HttpServletRequest.class),
                        messages,
                        FrameConfiguration.this::asset,
                        menu.getObject(),
                        () -> unread.getObject().unread(),
                        whereabouts::getObject,
                        demo);
            }
        });
    }

    @Override
    public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
        handlers.add(new HandlerMethodReturnValueHandler() {
            @Override
            public boolean supportsReturnType(MethodParameter type) {
                return JteModel.class.isAssignableFrom(type.getParameterType());
            }

            @Override
            public void handleReturnValue(
                    Object model, MethodParameter type, ModelAndViewContainer container, NativeWebRequest request)
                    throws Exception {
                container.setRequestHandled(true);
                // Rendered whole before the first byte leaves: a fault half way becomes an error page, not half a page.
                Utf8ByteOutput page = new Utf8ByteOutput();
                ((JteModel) model).render(page);
                HttpServletResponse response = request.getNativeResponse(HttpServletResponse.class);
                response.setContentType("text/html;charset=UTF-8");
                response.setContentLength(page.getContentLength());
                page.writeTo(response.getOutputStream());
            }
        });
    }

    private String asset(String path) {
        String hashed = assets.getObject().getForLookupPath(path);
        if (hashed == null) {
            throw new IllegalArgumentException("No file static" + path);
        }
        return hashed;
    }
}
