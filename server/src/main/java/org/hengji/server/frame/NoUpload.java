package org.hengji.server.frame;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/** A form that should bring a file and brings none is a bad request and no fault of ours. */
@ControllerAdvice
class NoUpload {

    @ExceptionHandler(MultipartException.class)
    void noFile(MultipartException refused, HttpServletResponse response) throws IOException {
        response.sendError(
                refused instanceof MaxUploadSizeExceededException
                        ? HttpStatus.CONTENT_TOO_LARGE.value()
                        : HttpStatus.BAD_REQUEST.value());
    }
}
