using JetsonRunner;

return await new RunCommand(NETWORK.Architecture).InvokeAsync(args);
