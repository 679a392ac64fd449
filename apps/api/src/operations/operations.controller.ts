import { Controller, Get, Head, Req, Res } from '@nestjs/common';
import { Operations } from '#libs/observability';
import { type ApiReply, type ApiRequest, Documented, Public } from '#libs/rest';

type Path = (typeof Operations.paths)[number];

/** What operators ask of a running process, at the API's own port. */
@Public()
@Documented((swagger) => swagger.ApiExcludeController())
@Controller()
export class OperationsController {
  constructor(private readonly operations: Operations) {}

  @Get([...Operations.paths])
  async answer(@Req() request: ApiRequest, @Res({ passthrough: true }) reply: ApiReply): Promise<string> {
    const { status, type, body } = await this.operations.answer(request.routeOptions.url?.slice(1) as Path);
    void reply.status(status).type(type).header('Cache-Control', 'no-store');
    return body;
  }

  @Head([...Operations.paths])
  head(@Req() request: ApiRequest, @Res({ passthrough: true }) reply: ApiReply): Promise<string> {
    return this.answer(request, reply);
  }
}
