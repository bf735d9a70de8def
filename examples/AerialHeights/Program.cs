using AerialHeights;
using MtlDsl.App;
using MtlDsl.Models;
using MtlDsl.Training;

return await MultitaskApp.For<SmallAerialHeights>()
    .With<SceneData>()
    .Defaults(new TrainingOptions { Iterations = 1200, BatchSize = 8, LearningRate = 0.05 })
    .RunAsync(args);
