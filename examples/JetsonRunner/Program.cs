using JetsonRunner;
using MtlDsl.Models;

return await new RunCommand(SmallAerial.Architecture).InvokeAsync(args);
