using MtlDsl.App;
using MtlDsl.Models;
using MtlDsl.Training;
using PascalVoc;

return await MultitaskApp.For<VocMultitask>()
    .With<VocData>()
    .Defaults(new TrainingOptions { Iterations = 30_000, BatchSize = 6, LearningRate = 0.001, CheckpointEvery = 1000, EvaluateEvery = 5000 })
    .RunAsync(args);
